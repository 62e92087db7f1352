package dev.lamina.cudnn.cuda;

/**
 * One of cuDNN's ways to run a convolution.
 *
 * @param number {@code cudnnConvolution*Algo_t}
 * @param math {@code cudnnMathType_t}: the arithmetic that it is run in
 */
record Algorithm(int number, int math) {}
