package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.Golden;
import dev.eddy.training.ParameterLayout.Part;

/** Between the reference's arrays and ours. */
final class GoldenParameters {
  private GoldenParameters() {}

  static LstmParameters load(LstmShape shape, JsonNode parameters, JsonNode readout) {
    LstmParameters loaded = new LstmParameters(shape);
    loaded.set(loaded.inputPart, 0, Golden.matrix(parameters.get("weight_ih_l0")));
    loaded.set(loaded.recurrentPart, 0, Golden.matrix(parameters.get("weight_hh_l0")));
    loaded.set(loaded.inputBiasPart, 0, column(parameters.get("bias_ih_l0")));
    loaded.set(loaded.recurrentBiasPart, 0, column(parameters.get("bias_hh_l0")));
    loaded.set(loaded.readoutPart, 0, Golden.matrix(readout.get("weight")));
    loaded.set(loaded.readoutBiasPart, 0, column(readout.get("bias")));
    return loaded;
  }

  /** Euclidean norm of all parameters, in double. */
  static double norm(LstmParameters gradient) {
    double sum = 0;
    for (float value : gradient.values()) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  /** Each array within a share of its largest entry. */
  static void assertClose(
      LstmParameters found, JsonNode parameters, JsonNode readout, double share) {
    assertClose(found, found.inputPart, Golden.matrix(parameters.get("weight_ih_l0")), share);
    assertClose(found, found.recurrentPart, Golden.matrix(parameters.get("weight_hh_l0")), share);
    assertClose(found, found.inputBiasPart, column(parameters.get("bias_ih_l0")), share);
    assertClose(found, found.recurrentBiasPart, column(parameters.get("bias_hh_l0")), share);
    assertClose(found, found.readoutPart, Golden.matrix(readout.get("weight")), share);
    assertClose(found, found.readoutBiasPart, column(readout.get("bias")), share);
  }

  static void assertClose(LstmParameters found, Part part, double[][] expected, double share) {
    double largest = 0;
    for (double[] row : expected) {
      for (double entry : row) {
        largest = Math.max(largest, Math.abs(entry));
      }
    }
    double[][] rows = ReferenceLstm.rows(found, part);
    assertThat(rows).hasDimensions(expected.length, expected.length == 0 ? 0 : expected[0].length);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        assertThat(rows[r][c]).isCloseTo(expected[r][c], within(share * largest));
      }
    }
  }

  private static double[][] column(JsonNode vector) {
    double[] values = Golden.vector(vector);
    double[][] rows = new double[values.length][1];
    for (int i = 0; i < values.length; i++) {
      rows[i][0] = values[i];
    }
    return rows;
  }
}
