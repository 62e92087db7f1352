package dev.lamina.processor.read;

/** Thrown where {@code javac} has an error of its own, beside which ours would be noise. */
@SuppressWarnings("serial")
final class UnreadableException extends RuntimeException {}
