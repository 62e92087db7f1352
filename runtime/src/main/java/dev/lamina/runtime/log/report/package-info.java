/**
 * The page about a run, one file without anything beside it: no network, no scripts.
 *
 * <p>In: the run's epochs, settings, and what an evaluation said about every image. Out: {@code
 * report.html}, with curves as SVG, in light or dark as the reader's system has it. {@link
 * dev.lamina.runtime.log.report.ReportFile} fills the sections into the template {@code page.html},
 * which holds all of the style.
 */
package dev.lamina.runtime.log.report;
