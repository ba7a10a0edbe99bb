/**
 * From a record to what a model sees.
 *
 * <pre>
 *   bytes ──ObservationDecoder──► Observation ──StepAssembler──► Step ──Frame──► features, bases, residuals
 *   cells of a row ──RowDecoder──► ┘                          StepCalendar, CalendarFeatures
 * </pre>
 *
 * Records and rows give the same observations, to the bit; what cannot become one is a {@code
 * RejectedRecord}. A {@code Step} is the unit in which time passes for a series. A {@code Frame} is
 * one view of one or several targets: it turns a step into what a forecaster learns from, and a
 * forecaster's output back into the units of the target.
 */
package dev.eddy.series;
