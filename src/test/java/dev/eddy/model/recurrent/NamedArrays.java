package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.spec.LayerSpec;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a network under the names that other implementations give them: {@code
 * weight_ih}, {@code weight_hh}, {@code bias_ih}, {@code bias_hh} and so on of each layer, {@code
 * weight}, {@code direct} and {@code bias} of the readout.
 */
final class NamedArrays {
  private static final List<String> COMMON =
      List.of("weight_ih", "bias_ih", "weight_hh", "bias_hh");
  private static final List<String> NORMALISED =
      List.of("gain_hh", "shift_hh", "gain_ih", "shift_ih", "gain_c", "shift_c");

  /** Rows of one part of a layer; a name is one or several of them, one beneath the other. */
  private record Slice(int part, int firstRow, int rows) {
    static Slice whole(int part) {
      return new Slice(part, 0, -1);
    }

    int rowsOf(List<Part> parts) {
      return rows < 0 ? parts.get(part).rows() : rows;
    }
  }

  private NamedArrays() {}

  /** Where the names of a kind of layer are among its parts, which come in a fixed order. */
  private static Map<String, List<Slice>> slices(LayerSpec spec) {
    Map<String, List<Slice>> names = new LinkedHashMap<>();
    for (int i = 0; i < COMMON.size(); i++) {
      names.put(COMMON.get(i), List.of(Slice.whole(i)));
    }
    switch (spec.type()) {
      case GRU, GRU_CHO -> {
        names.put("weight_hh", List.of(Slice.whole(2), Slice.whole(4)));
        names.put("bias_hh", List.of(Slice.whole(3), Slice.whole(5)));
      }
      case MEMORY_BLOCK -> {
        int blocks = spec.units() / spec.blockSizeOrDefault();
        for (int i = 0; i < COMMON.size(); i++) {
          Slice inputAndForgetGate = new Slice(i, 0, 2 * blocks);
          Slice outputGate = new Slice(i, 2 * blocks, blocks);
          names.put(COMMON.get(i), List.of(inputAndForgetGate, Slice.whole(4 + i), outputGate));
        }
      }
      case LSTM_PEEPHOLE -> names.put("peephole", List.of(Slice.whole(4)));
      case LSTM_PROJECTION -> names.put("weight_hr", List.of(Slice.whole(4)));
      case LSTM_LAYER_NORM -> {
        for (int i = 0; i < NORMALISED.size(); i++) {
          names.put(NORMALISED.get(i), List.of(Slice.whole(COMMON.size() + i)));
        }
      }
      default -> {}
    }
    return names;
  }

  private static List<Part> parts(Network network, int layer) {
    String prefix = "layer" + (layer + 1) + ".";
    return network.layout().parts().stream()
        .filter(part -> part.groups().get(0).startsWith(prefix))
        .toList();
  }

  /** Columns of an array: peepholes are a row for each gate, where the part is one column. */
  private static int columns(String name, LayerSpec spec, Part part) {
    return name.equals("peephole") ? spec.units() : part.columns();
  }

  /** Sets one layer's parameters. */
  static void setLayer(
      Network network, Parameters parameters, int layer, Map<String, double[][]> arrays) {
    List<Part> parts = parts(network, layer);
    LayerSpec spec = network.shape().layers().get(layer);
    slices(spec)
        .forEach(
            (name, slices) -> {
              double[] flat =
                  Arrays.stream(arrays.get(name)).flatMapToDouble(Arrays::stream).toArray();
              int at = 0;
              for (Slice slice : slices) {
                int columns = parts.get(slice.part).columns();
                double[][] cut = new double[slice.rowsOf(parts)][];
                for (int r = 0; r < cut.length; r++) {
                  cut[r] = Arrays.copyOfRange(flat, at, at + columns);
                  at += columns;
                }
                parameters.set(parts.get(slice.part), slice.firstRow, cut);
              }
              assertThat(at).as(name).isEqualTo(flat.length);
            });
  }

  /** One layer's parameters, or a gradient by them. */
  static Map<String, double[][]> layer(Network network, Parameters parameters, int layer) {
    List<Part> parts = parts(network, layer);
    LayerSpec spec = network.shape().layers().get(layer);
    Map<String, double[][]> arrays = new LinkedHashMap<>();
    slices(spec)
        .forEach(
            (name, slices) -> {
              List<double[]> rows = new ArrayList<>();
              for (Slice slice : slices) {
                for (int r = 0; r < slice.rowsOf(parts); r++) {
                  rows.add(row(parameters, parts.get(slice.part), slice.firstRow + r));
                }
              }
              int columns = columns(name, spec, parts.get(slices.get(0).part));
              arrays.put(name, cut(rows, columns));
            });
    return arrays;
  }

  private static double[][] cut(List<double[]> rows, int columns) {
    double[] flat = rows.stream().flatMapToDouble(Arrays::stream).toArray();
    double[][] cut = new double[columns == 0 ? rows.size() : flat.length / columns][];
    for (int r = 0; r < cut.length; r++) {
      cut[r] = Arrays.copyOfRange(flat, r * columns, (r + 1) * columns);
    }
    return cut;
  }

  /** The readout's parts by name. */
  private static Map<String, Part> readoutParts(Network network) {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("weight", network.readout().weights);
    parts.put("direct", network.readout().direct);
    parts.put("bias", network.readout().bias);
    return parts;
  }

  /** Sets the readout's parameters; those not named stay. */
  static void setReadout(Network network, Parameters parameters, Map<String, double[][]> arrays) {
    readoutParts(network)
        .forEach(
            (name, part) -> {
              if (arrays.containsKey(name)) {
                parameters.set(part, 0, arrays.get(name));
              }
            });
  }

  /** The readout's parameters, or a gradient by them. */
  static Map<String, double[][]> readout(Network network, Parameters parameters) {
    Map<String, double[][]> arrays = new LinkedHashMap<>();
    readoutParts(network)
        .forEach(
            (name, part) -> {
              double[][] rows = new double[part.rows()][];
              for (int r = 0; r < rows.length; r++) {
                rows[r] = row(parameters, part, r);
              }
              arrays.put(name, rows);
            });
    return arrays;
  }

  private static double[] row(Parameters parameters, Part part, int row) {
    double[] values = new double[part.columns()];
    for (int c = 0; c < values.length; c++) {
      values[c] = parameters.values()[part.index(row, c)];
    }
    return values;
  }

  /** Each array within a share of its largest entry. */
  static void assertClose(
      Map<String, double[][]> found, Map<String, double[][]> expected, double share) {
    expected.forEach((name, rows) -> assertClose(name, found.get(name), rows, share));
  }

  static void assertClose(String name, double[][] found, double[][] expected, double share) {
    double largest = 0;
    for (double[] row : expected) {
      for (double entry : row) {
        largest = Math.max(largest, Math.abs(entry));
      }
    }
    assertWithin(name, found, expected, share * largest);
  }

  static void assertWithin(String name, double[][] found, double[][] expected, double tolerance) {
    assertThat(found).as(name).hasNumberOfRows(expected.length);
    for (int r = 0; r < found.length; r++) {
      for (int c = 0; c < expected[r].length; c++) {
        assertThat(found[r][c])
            .as("%s[%d][%d]", name, r, c)
            .isCloseTo(expected[r][c], within(tolerance));
      }
    }
  }
}
