package dev.eddy.observe;

import java.util.ArrayList;
import java.util.List;

/**
 * Horizons that are measured together: {@code next} is 1, {@code near} is 2 to ⌊H/2⌋, {@code far}
 * is the rest. A class without any horizon is left out, so that a topology of one step ahead has
 * only {@code next}.
 *
 * @param label the value of the tag {@code horizon}
 * @param first the shortest, in steps
 * @param last the longest, in steps
 */
record HorizonClass(String label, int first, int last) {
  /** The classes of the horizons 1 to H. */
  static List<HorizonClass> of(int horizon) {
    int middle = Math.max(1, horizon / 2);
    List<HorizonClass> classes = new ArrayList<>();
    classes.add(new HorizonClass("next", 1, 1));
    if (middle >= 2) {
      classes.add(new HorizonClass("near", 2, middle));
    }
    if (horizon > middle) {
      classes.add(new HorizonClass("far", middle + 1, horizon));
    }
    return classes;
  }
}
