public import KernelInterface

/// The hot loops of this build.
public let kernels = KernelTable(
    product: productKernel, scratchCount: productScratchCount, add: addKernel, subtract: subtractKernel,
    multiply: multiplyKernel, scale: scaleKernel, addScaled: addScaledKernel, sum: sumKernel, dot: dotKernel,
    addRow: addRowKernel, sumRows: sumRowsKernel, relu: reluKernel, reluBackward: reluBackwardKernel,
    exp: expKernel, log: logKernel, tanh: tanhKernel, sigmoid: sigmoidKernel,
    layerNormalization: layerNormalizationKernel,
    layerNormalizationBackward: layerNormalizationBackwardKernel,
    columnMoments: columnMomentsKernel, inverseDeviation: inverseDeviationKernel, approach: approachKernel,
    normalizeColumns: normalizeColumnsKernel, normalizeColumnsBackward: normalizeColumnsBackwardKernel,
    softmaxCrossEntropy: softmaxCrossEntropyKernel,
    softmaxCrossEntropyBackward: softmaxCrossEntropyBackwardKernel, largestColumn: largestColumnKernel,
    adam: adamKernel, momentumDescent: momentumDescentKernel,
    layers: LayerKernelTable(
        unfold: unfoldKernel, fold: foldKernel, largest: largestKernel,
        largestBackward: largestBackwardKernel, exchangeAxes: exchangeAxesKernel, clamp: clampKernel,
        centredDescent: centredDescentKernel, channelMoments: channelMomentsKernel,
        normalizeChannels: normalizeChannelsKernel,
        normalizeChannelsBackward: normalizeChannelsBackwardKernel),
    pack: packKernel, productPacked: productPackedKernel,
    tanhBackward: tanhBackwardKernel,
    lstmCell: lstmCellKernel,
    lstmCellBackward: lstmCellBackwardKernel,
    lstmOutput: lstmOutputKernel,
    lstmOutputBackward: lstmOutputBackwardKernel,
    gruCell: gruCellKernel,
    gruCellBackward: gruCellBackwardKernel)
