/**
 * What a table of history looks like before anybody has written a topology for it, and a topology
 * to begin with.
 *
 * <pre>
 *   TableRows ─ first rows ─→ ColumnGuess, SeriesGuess ─→ Roles     what the columns are
 *       │                                                  │
 *       └───────── every row ────→ Tally ←─────────────────┘        one pass, bounded memory
 *                                    │  Distances, ColumnTally, SeriesTally
 *                                    ↓
 *                               Description ─→ DescriptionText, DescriptionJson, SuggestedTopology
 * </pre>
 */
package dev.eddy.describe;
