throw new Error('sharp is stubbed out: images are decoded by the browser.');
