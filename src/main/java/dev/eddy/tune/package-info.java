/**
 * Finds values for what a topology file leaves to a search.
 *
 * <pre>
 *   SearchedTopology ──Candidates──► values, drawn once ──┐
 *   RowSource ──TuningRows──► rows until the last one ────┴─► Evaluation ──► Trial ──► Journal
 *                                                   Tuning: rung by rung, ever fewer on ever more rows
 *                                                      └──► TuneResult ──► TuneFolder: best.yaml, trials.csv, report.html
 * </pre>
 *
 * What a candidate scores is what a backtest would say of it, and depends on nothing but the file,
 * the rows and the candidate.
 */
package dev.eddy.tune;
