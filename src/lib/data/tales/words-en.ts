/** The English words of the tales. */
import type { Lexicon } from './types';

const at = (preposition: string, nouns: string) =>
  nouns.split(' ').map((noun) => ({ noun, at: `${preposition} the ${noun}` }));

const item = (suffix: string, nouns: string) =>
  nouns.split(' ').map((one) => ({ one, many: one + suffix, measure: '' }));

export const english: Lexicon = {
  lang: 'en',
  names: (
    'Mia Ben Ada Tom Ivy Sam Nora Hugo Lena Omar Ruth Felix Clara Jonas Alice Peter Zoe Leo Emma Oscar ' +
    'Nina Paul Lucy Adam Rosa Simon Eva Max Julia David Grace Henry Sofia Victor Hana Martin Iris Anton Maya Karl ' +
    'Anna Bruno Celia Daniel Ella Frank Greta Ian Jane Kai Laura Mark Nadia Otto Petra Quinn Rita Stefan Tara Ulla ' +
    'Vera Walter Yusuf Zara Amir Bella Carlos Dora Erik Flora Gina Hector Ingrid Jack Kira Liam Marta Noah Olga Ravi'
  ).split(' '),
  things: (
    'lamp key book cup drum hat rope ball kite map letter coin spoon basket blanket candle bell flute mirror ' +
    'clock umbrella scarf bottle box brush hammer compass ring shovel bucket whistle pillow violin vase ladder ' +
    'lantern notebook ribbon telescope doll pencil wallet camera guitar helmet jacket kettle magnet medal napkin ' +
    'parcel plate puppet radio saddle sandal saw shirt suitcase sweater teapot ticket towel trumpet wagon wheel ' +
    'broom chisel diary crown glove jar mask tray'
  ).split(' '),
  items: [
    ...item(
      's',
      'shell apple button pebble feather marble nut acorn stamp bead plum pear flower lemon carrot',
    ),
  ],
  places: [
    ...at(
      'in',
      'garden kitchen attic cellar barn library cave tower workshop hallway bedroom forest orchard tent bakery ' +
        'stable museum castle hotel cabin theatre village valley office greenhouse',
    ),
    ...at('on', 'roof balcony hill beach boat bridge lawn terrace stage pier'),
    ...at('at', 'station market mill school airport'),
    ...at('by', 'river well lake gate fountain'),
  ],
};
