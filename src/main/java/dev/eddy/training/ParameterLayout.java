package dev.eddy.training;

import dev.eddy.archive.Archive;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Panels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where the parameters of a model lie in one flat float array, so that an optimizer walks through
 * all of them in one loop. Each part is a matrix in {@link Panels}, whose rows come in groups (the
 * gates of a cell) that are padded one by one; a vector is a matrix of one column. Padding is zero.
 *
 * <p>Archives hold the parts without padding, row by row: they do not depend on the panels.
 * Immutable once built; takes 100 bytes.
 */
public final class ParameterLayout {
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> readOnlyParts = Collections.unmodifiableList(parts);
  private int size;

  /** What a matrix does in its network; an optimizer may treat one unlike another. */
  public enum Role {
    /** Carries what comes from below into a layer. */
    INPUT,
    /** Carries a layer's state on to its next step: its eigenvalues are the layer's memory. */
    RECURRENT,
    /** Added, whatever comes in. */
    BIAS,
    /** Carries out of the network. */
    READOUT
  }

  /**
   * One matrix of the parameters.
   *
   * @param number its place among the parts
   * @param role what it does
   * @param groups names of its groups of rows; parts that share a name are told of together
   * @param from where its panels begin in the flat array
   * @param groupRows rows of a group, without padding
   * @param columns columns
   */
  public record Part(
      int number, Role role, List<String> groups, int from, int groupRows, int columns) {
    /** Copies the names. */
    public Part {
      groups = List.copyOf(groups);
    }

    /** Rows without padding. */
    public int rows() {
      return groups.size() * groupRows;
    }

    /** Where an element lies in the flat array. */
    public int index(int row, int column) {
      int padded = row / groupRows * Kernel.padded(groupRows) + row % groupRows;
      return from
          + (padded / Kernel.PANEL * columns + column) * Kernel.PANEL
          + padded % Kernel.PANEL;
    }

    private void toRows(float[] flat, float[] canonical) {
      for (int row = 0, to = 0; row < rows(); row++) {
        for (int c = 0, at = index(row, 0); c < columns; c++, at += Kernel.PANEL) {
          canonical[to++] = flat[at];
        }
      }
    }

    private void fromRows(float[] canonical, float[] flat) {
      for (int row = 0, next = 0; row < rows(); row++) {
        for (int c = 0, at = index(row, 0); c < columns; c++, at += Kernel.PANEL) {
          flat[at] = canonical[next++];
        }
      }
    }

    /** Floats of one group in the flat array, padding included. */
    public int groupSize() {
      return Kernel.padded(groupRows) * columns;
    }

    /** Floats of all groups in the flat array, padding included. */
    public int size() {
      return groups.size() * groupSize();
    }

    /** The part of a flat array that this names. */
    public Panels in(float[] flat) {
      return new Panels(flat, from, groups.size() * Kernel.padded(groupRows), columns);
    }
  }

  /**
   * Appends a matrix.
   *
   * @param groups names of its groups of rows
   */
  public Part add(Role role, List<String> groups, int groupRows, int columns) {
    Part part = new Part(parts.size(), role, groups, size, groupRows, columns);
    size += part.size();
    parts.add(part);
    return part;
  }

  /** All parts, in their order. */
  public List<Part> parts() {
    return readOnlyParts;
  }

  /** Floats of the flat array, padding included; a multiple of 16. */
  public int size() {
    return size;
  }

  /** Parameters, without padding. */
  public int count() {
    int count = 0;
    for (Part part : parts) {
      count += part.rows() * part.columns();
    }
    return count;
  }

  /**
   * Saves or loads an array of this layout. 4·(count + parts) bytes.
   *
   * @param flat [size]. Modified while loading.
   */
  public void archive(Archive archive, float[] flat) {
    for (Part part : parts) {
      float[] canonical = new float[part.rows() * part.columns()];
      if (!archive.reading()) {
        part.toRows(flat, canonical);
      }
      archive.array(canonical);
      if (archive.reading()) {
        part.fromRows(canonical, flat);
      }
    }
  }
}
