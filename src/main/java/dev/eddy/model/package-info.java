/**
 * What learns. A {@link dev.eddy.model.Forecaster} sees a series through a {@link
 * dev.eddy.series.Frame}, learns each step and forecasts the H after it.
 *
 * <pre>
 *   Frame (after a step) ──learn──► Forecaster ──forecastInto──► [targets][H]
 *                                       └──report──► LearningReport
 * </pre>
 *
 * One kind of forecaster is one class in a package below this one; what it was asked for is its
 * record in {@link dev.eddy.spec}, what it has learned and what runs along are fields of the class,
 * apart from each other.
 */
package dev.eddy.model;
