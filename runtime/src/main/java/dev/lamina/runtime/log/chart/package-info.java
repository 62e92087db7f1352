/**
 * A run's epochs as curves.
 *
 * <p>In: metrics of one or several runs ({@link dev.lamina.runtime.log.metrics.RunMetrics}). Out:
 * {@link dev.lamina.runtime.log.chart.Chart charts}, which know their curves and axes but not what
 * they are drawn on; and three drawings of them: shapes for the report's page ({@link
 * dev.lamina.runtime.log.chart.LineChart}), a picture of its own ({@link
 * dev.lamina.runtime.log.chart.CurvesPicture}) and lines of text ({@link
 * dev.lamina.runtime.log.chart.TextCharts}).
 */
package dev.lamina.runtime.log.chart;
