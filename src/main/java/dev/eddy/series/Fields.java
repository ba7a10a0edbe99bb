package dev.eddy.series;

import dev.eddy.series.Rejection.Reason;

/**
 * The fields of one record that are needed, by number: their places in the list of names that the
 * object was made for. What a field holds is judged here, the same way for every format; what is
 * absent, null or an empty cell is missing.
 */
interface Fields {
  /**
   * A field that holds a number; NaN if it is missing.
   *
   * @throws RejectedRecord if it holds anything but a finite number
   */
  double number(int field) throws RejectedRecord;

  /**
   * A field that holds numbers, the later of which may be missing.
   *
   * @param values Modified: NaN where missing.
   * @throws RejectedRecord if it holds anything but finite numbers, or more than fit
   */
  void numbersInto(int field, double[] values) throws RejectedRecord;

  /**
   * A field as text, a number as it is written; empty if it is missing.
   *
   * @param reason to reject it with
   * @throws RejectedRecord if it holds a list or an object
   */
  String text(int field, Reason reason) throws RejectedRecord;
}
