/**
 * The data sets CIFAR-10 and CIFAR-100 (Krizhevsky, 2009): 50,000 training and 10,000 test images
 * of 32x32 pixels each, in ten and in a hundred classes.
 *
 * <p>In: the "binary versions" of the data sets' home page, files of records: a label (in CIFAR-100
 * a group's label, then the class's), then 1,024 red, 1,024 green and 1,024 blue pixels, row by
 * row. Out: {@link dev.lamina.runtime.data.TrainTest}, its pixels interleaved.
 */
package dev.lamina.runtime.data.cifar;
