/**
 * The command line, {@code lamina}: train, test, apply, export and describe networks, and look at
 * runs and at the machine.
 *
 * <p>In: arguments. Out: lines for people, one JSON object for programs, and an exit code: 0 for
 * success, 2 for a mistake that the user can repair, told in one line, 1 for a failure of Lamina
 * itself.
 */
package dev.lamina.cli;
