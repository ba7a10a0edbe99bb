package dev.eddy.stream;

import dev.eddy.series.Observation;
import dev.eddy.state.SourcePosition;

/**
 * A record and what it says.
 *
 * @param observation what it says
 * @param position where it was read
 * @param key as it came; null if there was none
 * @param value as it came; null if there was none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reading(Observation observation, SourcePosition position, byte[] key, byte[] value) {}
