package dev.eddy.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes blocks of 16 by 16 where a vector holds a panel's width: rows r and r + k exchange the
 * lanes in which they differ, for k = 8, 4, 2 and 1 (Eklundh 1972, doi 10.1109/T-C.1972.223584),
 * two of these k at a time. A row is moved by k lanes by reading it from k floats further on: Java
 * 17 checks each index of a shuffle, which takes longer (19 instead of 17 µs for 65,536 floats,
 * where single floats take 26).
 */
final class VectorTranspose {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final int PANEL = Kernel.PANEL;
  private static final int BLOCK = PANEL * PANEL;

  private static final VectorMask<Float> WITH_8 = lanes(8);
  private static final VectorMask<Float> WITH_4 = lanes(4);
  private static final VectorMask<Float> WITH_2 = lanes(2);
  private static final VectorMask<Float> WITH_1 = lanes(1);

  private VectorTranspose() {}

  /** The lanes i in which k is a part of i. */
  private static VectorMask<Float> lanes(int k) {
    boolean[] set = new boolean[S.length()];
    for (int i = 0; i < set.length; i++) {
      set[i] = (i & k) != 0;
    }
    return VectorMask.fromArray(S, set, 0);
  }

  static void transposeInto(Panels from, Panels to) {
    if (S.length() < PANEL || to.columns() % PANEL != 0 || from.columns() % PANEL != 0) {
      from.transposeInto(to);
      return;
    }
    int blocks = from.columns() / PANEL;
    int stride = to.columns() * PANEL;
    for (int row = 0; row < to.columns(); row += PANEL) {
      int target = to.index(0, row);
      moveQuarters(from.values(), from.index(row, 0), to.values(), target, stride, blocks);
      exchangeInQuarters(to.values(), target, stride, blocks);
    }
  }

  /** Rows i, i + 4, i + 8 and i + 12 of each block, by 8 and by 4. */
  private static void moveQuarters(
      float[] x, int from, float[] y, int target, int stride, int blocks) {
    for (int i = 0; i < 4 * blocks; i++) {
      int at = from + i / 4 * BLOCK + i % 4 * PANEL;
      int to = target + i / 4 * stride + i % 4 * PANEL;
      FloatVector a =
          load(x, at)
              .blend(load(x, at + 60), WITH_4)
              .blend(load(x, at + 120).blend(load(x, at + 180), WITH_4), WITH_8);
      FloatVector b =
          load(x, at + 4)
              .blend(load(x, at + 64), WITH_4)
              .blend(load(x, at + 124).blend(load(x, at + 184), WITH_4), WITH_8);
      FloatVector c =
          load(x, at + 8)
              .blend(load(x, at + 68), WITH_4)
              .blend(load(x, at + 128).blend(load(x, at + 188), WITH_4), WITH_8);
      FloatVector d =
          load(x, at + 12)
              .blend(load(x, at + 72), WITH_4)
              .blend(load(x, at + 132).blend(load(x, at + 192), WITH_4), WITH_8);
      a.intoArray(y, to);
      b.intoArray(y, to + 4 * PANEL);
      c.intoArray(y, to + 8 * PANEL);
      d.intoArray(y, to + 12 * PANEL);
    }
  }

  /** Rows that follow each other, four by four, by 2 and by 1. */
  private static void exchangeInQuarters(float[] y, int target, int stride, int blocks) {
    for (int i = 0; i < 4 * blocks; i++) {
      int at = target + i / 4 * stride + i % 4 * 4 * PANEL;
      FloatVector ac = load(y, at).blend(load(y, at + 2 * PANEL - 2), WITH_2);
      FloatVector ca = load(y, at + 2).blend(load(y, at + 2 * PANEL), WITH_2);
      FloatVector bd = load(y, at + PANEL).blend(load(y, at + 3 * PANEL - 2), WITH_2);
      FloatVector db = load(y, at + PANEL + 2).blend(load(y, at + 3 * PANEL), WITH_2);
      ac.blend(up(bd), WITH_1).intoArray(y, at);
      down(ac).blend(bd, WITH_1).intoArray(y, at + PANEL);
      ca.blend(up(db), WITH_1).intoArray(y, at + 2 * PANEL);
      down(ca).blend(db, WITH_1).intoArray(y, at + 3 * PANEL);
    }
  }

  /** Every lane to the next, within pairs. */
  private static FloatVector up(FloatVector x) {
    return x.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsFloats();
  }

  /** Every lane to the one before, within pairs. */
  private static FloatVector down(FloatVector x) {
    return x.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).reinterpretAsFloats();
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(S, values, at);
  }
}
