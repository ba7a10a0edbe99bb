package dev.eddy.spec;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * A country, or a part of one, whose public holidays are known.
 *
 * @param code the country's by ISO 3166-1 and, where a part is meant, the part's as ISO 3166-2 has
 *     it, after a dash: {@code US}, {@code DE-BY}; some have parts of parts: {@code DE-BY-AG}
 */
public record HolidayRegion(String code) {
  private static final String DASH = "-";

  /**
   * Checks.
   *
   * @throws InvalidSpec if there is no such region, or its holidays are not known
   */
  public HolidayRegion {
    code = code.strip().toUpperCase(Locale.ROOT);
    String[] parts = code.split(DASH, -1);
    Collection<String> countries = new TreeSet<>(HolidayManager.getSupportedCalendarCodes());
    Checks checks = new Checks();
    if (countries.contains(parts[0])) {
      String known = parts[0];
      Map<String, CalendarHierarchy> next = hierarchy(parts[0]);
      for (int i = 1; i < parts.length && known != null; i++) {
        CalendarHierarchy part = next.get(parts[i].toLowerCase(Locale.ROOT));
        if (part == null) {
          checks.that(false, "", code, "must be " + known + orPartOf(known, next.keySet()));
        }
        known = part == null ? null : known + DASH + parts[i];
        next = part == null ? next : part.getChildren();
      }
    } else {
      checks.that(
          false,
          "",
          code,
          "must be a country whose holidays are known, such as "
              + String.join(", ", like(parts[0], countries))
              + ", or a part of one, such as DE-BY");
    }
    checks.done();
  }

  /**
   * From its code, in capitals or not.
   *
   * @throws InvalidSpec if there is no such region, or its holidays are not known
   */
  public static HolidayRegion parse(String text) {
    return new HolidayRegion(text);
  }

  /** The country's code. */
  public String country() {
    return parts().get(0);
  }

  /** The codes of the part, and of the part of that; empty for a whole country. */
  public List<String> within() {
    return parts().subList(1, parts().size());
  }

  private List<String> parts() {
    return List.of(code.split(DASH, -1));
  }

  private static Map<String, CalendarHierarchy> hierarchy(String country) {
    return HolidayManager.getInstance(ManagerParameters.create(country))
        .getCalendarHierarchy()
        .getChildren();
  }

  private static String orPartOf(String known, Collection<String> parts) {
    if (parts.isEmpty()) {
      return ": none of its parts are known";
    }
    List<String> codes =
        new TreeSet<>(parts)
            .stream().map(part -> known + DASH + part.toUpperCase(Locale.ROOT)).toList();
    return " or one of " + String.join(", ", codes);
  }

  /** Those that differ in one letter, which for codes of two are not many. */
  private static List<String> like(String country, Collection<String> countries) {
    List<String> near =
        countries.stream().filter(known -> differences(country, known) == 1).toList();
    return near.isEmpty() ? List.of("US", "GB", "DE") : near;
  }

  private static int differences(String one, String other) {
    int differences = Math.abs(one.length() - other.length());
    for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
      differences += one.charAt(i) == other.charAt(i) ? 0 : 1;
    }
    return differences;
  }

  /** The code, which {@link #parse} reads. */
  @Override
  public String toString() {
    return code;
  }
}
