package dev.eddy.series;

/**
 * A season that a series was found to have.
 *
 * @param season one of those that the calendar suggests, or a number of steps
 * @param evidence how many standard deviations what it foretold of each cycle, from the cycles
 *     before it, is correlated with what came
 * @param gain share of the squared error of last value that it takes away, above 0 and at most 1,
 *     at the block size where the evidence is greatest; of a longer season, of what the shorter
 *     ones leave
 */
public record FoundSeason(Season season, double evidence, double gain) {}
