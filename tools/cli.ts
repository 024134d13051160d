/** The command line over src/lib: for developers and measurements; the product is the page. See docs/cli.md. */
import { main } from './cli/main';

process.exitCode = await main(process.argv.slice(2), { out: console.log, err: console.error });
