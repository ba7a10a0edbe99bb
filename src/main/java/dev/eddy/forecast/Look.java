package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.series.Season;
import dev.eddy.series.Transformation;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Features;
import dev.eddy.spec.ViewSpec.Transform;
import java.util.ArrayList;
import java.util.List;

/**
 * A view of one target with all that it needs to be made: which seasons, and which offset.
 *
 * @param view transform, base and what becomes of features
 * @param offset of the logarithm, if it was chosen by what was seen; else 0
 * @param seasons of the profile, shortest first; of a baseline, those that it repeats
 */
record Look(ViewSpec view, double offset, List<Season> seasons) {
  private static final int MOST_SEASONS = 64;
  private static final Look NOTHING = of(new ViewSpec(null, null), List.of());

  Look {
    seasons = List.copyOf(seasons);
  }

  /** Of a view whose transform needs no offset, or finds it by itself. */
  static Look of(ViewSpec view, List<Season> seasons) {
    return new Look(view, 0, seasons);
  }

  /** What a target's frame depends on: the last value knows of no season. */
  Look ofFrame() {
    return view.base() == Base.LAST_VALUE ? new Look(view, offset, List.of()) : this;
  }

  /** What a target's track depends on, which does not know what becomes of features. */
  Look ofTrack() {
    return new Look(new ViewSpec(view.transform(), view.base()), offset, ofFrame().seasons);
  }

  /** The transform, as a track takes it. */
  Transformation transformation() {
    return offset > 0 ? Transformation.logarithm(offset) : Transformation.of(view.transform());
  }

  /**
   * Saves a look, or loads the one that was saved.
   *
   * @param saved null when loading
   * @param calendar seasons that are told by their number of slots
   */
  static Look archive(Archive archive, Look saved, List<Season> calendar) {
    Look look = archive.reading() ? NOTHING : saved;
    Transform transform = named(Transform.values(), archive.text(look.view.transform().name()));
    Base base = named(Base.values(), archive.text(look.view.base().name()));
    Features features = named(Features.values(), archive.text(look.view.features().name()));
    double offset = archive.number(look.offset);
    int count = archive.number(look.seasons.size());
    if (count < 0 || count > MOST_SEASONS) {
      throw new DamagedArchive("a view with " + count + " seasons");
    }
    List<Season> seasons = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      int slots = archive.number(archive.reading() ? 0 : look.seasons.get(s).slots());
      if (slots < 1) {
        throw new DamagedArchive("a season of " + slots + " steps");
      }
      seasons.add(Season.ofSlots(slots, calendar));
    }
    return new Look(new ViewSpec(transform, base, features), offset, seasons);
  }

  private static <E extends Enum<E>> E named(E[] values, String name) {
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw new DamagedArchive("a view with " + name);
  }
}
