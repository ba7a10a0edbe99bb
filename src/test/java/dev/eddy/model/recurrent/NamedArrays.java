package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.spec.CellKind;
import dev.eddy.spec.LayerSpec;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a network under the names that other implementations give them: {@code
 * weight_ih}, {@code weight_hh}, {@code bias_ih}, {@code bias_hh} and so on of each layer, {@code
 * weight}, {@code direct} and {@code bias} of the readout.
 */
final class NamedArrays {
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
    names.put("weight_ih", List.of(Slice.whole(0)));
    names.put("bias_ih", List.of(Slice.whole(1)));
    names.put("weight_hh", List.of(Slice.whole(2)));
    names.put("bias_hh", List.of(Slice.whole(3)));
    if (spec.type() == CellKind.GRU) {
      names.put("weight_hh", List.of(Slice.whole(2), Slice.whole(4)));
      names.put("bias_hh", List.of(Slice.whole(3), Slice.whole(5)));
    }
    return names;
  }

  private static int partsOf(LayerSpec spec) {
    return spec.type() == CellKind.GRU ? 6 : 4;
  }

  private static List<Part> parts(Network network, int layer) {
    List<LayerSpec> layers = network.shape().layers();
    int first = 0;
    for (int l = 0; l < layer; l++) {
      first += partsOf(layers.get(l));
    }
    return network.layout().parts().subList(first, first + partsOf(layers.get(layer)));
  }

  /** Sets one layer's parameters. */
  static void setLayer(
      Network network, Parameters parameters, int layer, Map<String, double[][]> arrays) {
    List<Part> parts = parts(network, layer);
    slices(network.shape().layers().get(layer))
        .forEach(
            (name, slices) -> {
              int row = 0;
              for (Slice slice : slices) {
                int rows = slice.rowsOf(parts);
                double[][] cut = new double[rows][];
                System.arraycopy(arrays.get(name), row, cut, 0, rows);
                parameters.set(parts.get(slice.part), slice.firstRow, cut);
                row += rows;
              }
              assertThat(arrays.get(name)).as(name).hasNumberOfRows(row);
            });
  }

  /** One layer's parameters, or a gradient by them. */
  static Map<String, double[][]> layer(Network network, Parameters parameters, int layer) {
    List<Part> parts = parts(network, layer);
    Map<String, double[][]> arrays = new LinkedHashMap<>();
    slices(network.shape().layers().get(layer))
        .forEach(
            (name, slices) -> {
              double[][] rows = new double[slices.stream().mapToInt(s -> s.rowsOf(parts)).sum()][];
              int row = 0;
              for (Slice slice : slices) {
                for (int r = 0; r < slice.rowsOf(parts); r++) {
                  rows[row++] = row(parameters, parts.get(slice.part), slice.firstRow + r);
                }
              }
              arrays.put(name, rows);
            });
    return arrays;
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
    assertThat(found).as(name).hasNumberOfRows(expected.length);
    for (int r = 0; r < found.length; r++) {
      for (int c = 0; c < expected[r].length; c++) {
        assertThat(found[r][c])
            .as("%s[%d][%d]", name, r, c)
            .isCloseTo(expected[r][c], within(share * largest));
      }
    }
  }
}
