/**
 * What there is to know of forecasts beside their scores, found out while they go by: who is better
 * than whom and whether that can be told, when and under what conditions, how soon after a drift,
 * and what prices would have earned. What is kept does not grow with the length of a series.
 *
 * <pre>
 *   StepForecast ─► SeriesStudy ─► Origin, once all its values are known ─► Comparison, Conditions, Recovery, …
 *                                                                 all series ─► Study ─► Findings
 * </pre>
 */
package dev.eddy.backtest.study;
