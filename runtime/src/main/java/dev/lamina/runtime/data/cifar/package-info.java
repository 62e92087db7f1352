/**
 * The CIFAR-10 data set (Krizhevsky, 2009): 50,000 training and 10,000 test images of 32x32 pixels
 * in ten classes.
 *
 * <p>In: the "binary version" of the data set's home page, files of records of 3,073 bytes: a
 * label, then 1,024 red, 1,024 green and 1,024 blue pixels, row by row. Out: {@link
 * dev.lamina.runtime.data.TrainTest}, its pixels interleaved.
 */
package dev.lamina.runtime.data.cifar;
