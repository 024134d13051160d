throw new Error('onnxruntime-node is stubbed out: Glassbox runs onnxruntime-web only.');
