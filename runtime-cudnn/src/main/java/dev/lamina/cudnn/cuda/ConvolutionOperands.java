package dev.lamina.cudnn.cuda;

/**
 * Where the three tensors of a convolution lie, whichever of them is written.
 *
 * @param input the map (N, H, W, C), or its gradient
 * @param filters (filters, kernel, kernel, C / groups), or their gradient
 * @param output the map (N, H', W', filters), or its gradient
 */
public record ConvolutionOperands(Address input, Address filters, Address output) {}
