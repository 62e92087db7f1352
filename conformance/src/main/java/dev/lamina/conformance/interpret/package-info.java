/** Planned networks run without generated code, for tests of passes and devices. */
package dev.lamina.conformance.interpret;
