package dev.lamina.processor.emit;

/**
 * One step on the way from a program to a node.
 *
 * @param path of the section there, unique in the program
 * @param field its name within the enclosing section
 */
record SectionKey(String path, String field) {}
