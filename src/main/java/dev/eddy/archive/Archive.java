package dev.eddy.archive;

import java.util.List;
import java.util.function.Supplier;

/**
 * A walk through everything that an object remembers. The object hands over each value and takes
 * back what it is to go on with: the same value when it is being saved or measured, the stored one
 * when it is being loaded.
 *
 * <pre>{@code
 * public void archive(Archive archive) {
 *   steps = archive.number(steps);
 *   archive.array(weights);
 * }
 * }</pre>
 *
 * Not safe for use by several threads.
 */
public interface Archive {
  /**
   * The shape that memories have now. It is raised where an object comes to remember something else
   * than before; what is written says its format, and an object reads those before by asking for
   * {@link #format}.
   */
  int FORMAT = 2;

  /** The format of what is walked through: the present one, but where an older one is read. */
  default int format() {
    return FORMAT;
  }

  /** The longest list that is believed: a damaged length must not exhaust the memory. */
  int LONGEST_LIST = 1 << 24;

  /** True while an object is being loaded, for what must be made before it can be filled. */
  boolean reading();

  /**
   * A truth value; one byte, 0 or 1.
   *
   * @throws DamagedArchive if the stored byte is another
   */
  boolean flag(boolean value);

  /** A whole number; four bytes. */
  int number(int value);

  /** A whole number; eight bytes. */
  long number(long value);

  /** A real number, bit for bit; eight bytes. */
  double number(double value);

  /** A text in UTF-8; four bytes and its length. */
  String text(String value);

  /**
   * An array of fixed length, bit for bit; four bytes and four an element.
   *
   * @param values Modified while loading.
   * @throws DamagedArchive if the stored array has another length
   */
  void array(float[] values);

  /**
   * An array of fixed length, bit for bit; four bytes and eight an element.
   *
   * @param values Modified while loading.
   * @throws DamagedArchive if the stored array has another length
   */
  void array(double[] values);

  /**
   * An array of fixed length; four bytes and eight an element.
   *
   * @param values Modified while loading.
   * @throws DamagedArchive if the stored array has another length
   */
  void array(long[] values);

  /**
   * A list of up to {@value #LONGEST_LIST} elements, each walked in turn.
   *
   * @param elements Modified while loading: emptied, then filled.
   * @param make makes an element to be loaded into
   * @throws DamagedArchive if the stored length is not one that a list can have
   */
  default <T extends Archived> void list(List<T> elements, Supplier<T> make) {
    int size = number(elements.size());
    if (size < 0 || size > LONGEST_LIST) {
      throw new DamagedArchive("a list of " + size + " elements");
    }
    if (!reading()) {
      elements.forEach(element -> element.archive(this));
      return;
    }
    elements.clear();
    for (int i = 0; i < size; i++) { // each is read before the next is made: see LONGEST_LIST
      T element = make.get();
      element.archive(this);
      elements.add(element);
    }
  }
}
