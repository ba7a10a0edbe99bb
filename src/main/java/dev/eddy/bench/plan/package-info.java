/**
 * What a topology will need, worked out from what its series cost here and now.
 *
 * <pre>
 *   TopologySpec ─► CostMeter ─► Costs ─┐
 *                            Demand ────┴─► Plan ─► table, JSON
 * </pre>
 */
package dev.eddy.bench.plan;
