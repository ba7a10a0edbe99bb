package dev.eddy.backtest.source;

import dev.eddy.backtest.source.InputRow.Position;
import dev.eddy.series.TimeForm;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts how rows tell their times: with an offset, or without. For one thread. */
final class TimeForms {
  private final Map<TimeForm, Long> counts = new EnumMap<>(TimeForm.class);
  private final Map<TimeForm, Position> first = new EnumMap<>(TimeForm.class);

  void add(TimeForm form, Position position) {
    counts.merge(form, 1L, Long::sum);
    first.putIfAbsent(form, position);
  }

  /** A sentence if some have an offset and some have none. */
  List<String> notes(ZoneId zone) {
    if (!counts.containsKey(TimeForm.LOCAL) || !counts.containsKey(TimeForm.OFFSET)) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d times have an offset (the first at %s) and %,d have none (the first at %s): those"
                + " without were read as of %s, which source.zone says",
            counts.get(TimeForm.OFFSET),
            first.get(TimeForm.OFFSET),
            counts.get(TimeForm.LOCAL),
            first.get(TimeForm.LOCAL),
            zone.getId()));
  }
}
