package dev.eddy.model.recurrent;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Panels;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.InitialWeights;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import java.util.List;

/**
 * Everything that an LSTM layer and its readout learn, in one flat array; a gradient has the same
 * form. Gates are in the order i, f, g, o, each with {@code units} rows; both biases are kept, as
 * in PyTorch, and both are learned.
 *
 * <p>Takes 4·(4·units·(inputs + units + 2) + outputs·(units + inputs + 1)) bytes in an archive. Not
 * safe for use by several threads.
 */
final class LstmParameters {
  private static final List<String> GATES =
      List.of("input-gate", "forget-gate", "candidate", "output-gate");
  private static final List<String> READOUT = List.of("readout");

  private final ParameterLayout layout = new ParameterLayout();
  private final float[] values; // [layout.size]

  final Part inputPart; // [4·units][inputs]
  final Part recurrentPart; // [4·units][units]
  final Part inputBiasPart; // [4·units][1]
  final Part recurrentBiasPart; // [4·units][1]
  final Part readoutPart; // [outputs][units]
  final Part directPart; // [outputs][inputs], without columns if there is no direct path
  final Part readoutBiasPart; // [outputs][1]

  final Panels input;
  final Panels recurrent;
  final Panels candidate; // the rows of gate g in `recurrent`
  final Panels readout;
  final Panels direct;

  /** All zero. */
  LstmParameters(LstmShape shape) {
    int units = shape.units();
    int outputs = shape.outputs();
    inputPart = layout.add(Role.INPUT, GATES, units, shape.inputs());
    recurrentPart = layout.add(Role.RECURRENT, GATES, units, units);
    inputBiasPart = layout.add(Role.BIAS, GATES, units, 1);
    recurrentBiasPart = layout.add(Role.BIAS, GATES, units, 1);
    readoutPart = layout.add(Role.READOUT, READOUT, outputs, units);
    directPart = layout.add(Role.READOUT, READOUT, outputs, shape.direct() ? shape.inputs() : 0);
    readoutBiasPart = layout.add(Role.BIAS, READOUT, outputs, 1);
    values = new float[layout.size()];
    input = inputPart.in(values);
    recurrent = recurrentPart.in(values);
    candidate = recurrent.rows(2 * Kernel.padded(units), Kernel.padded(units));
    readout = readoutPart.in(values);
    direct = directPart.in(values);
  }

  /**
   * A start for learning a residual: recurrent weights orthogonal, input weights after Glorot, the
   * forget gate open by a bias of 1 (Jozefowicz, Zaremba and Sutskever 2015, PMLR 37:2342), and a
   * readout of zero, which forecasts the base.
   */
  static LstmParameters start(LstmShape shape, Chance chance) {
    LstmParameters parameters = new LstmParameters(shape);
    int units = shape.units();
    Draws inputs = chance.draws("lstm input weights");
    parameters.set(
        parameters.inputPart, 0, InitialWeights.glorot(inputs, 4 * units, shape.inputs(), units));
    Draws recurrent = chance.draws("lstm recurrent weights");
    for (int gate = 0; gate < 4; gate++) {
      double[][] block = InitialWeights.orthogonal(recurrent, units);
      parameters.set(parameters.recurrentPart, gate * units, block);
    }
    for (int unit = 0; unit < units; unit++) {
      parameters.values[parameters.inputBiasPart.index(units + unit, 0)] = 1;
    }
    return parameters;
  }

  /** Sets rows of a part, from {@code firstRow} on. */
  void set(Part part, int firstRow, double[][] rows) {
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        values[part.index(firstRow + r, c)] = (float) rows[r][c];
      }
    }
  }

  ParameterLayout layout() {
    return layout;
  }

  /** The flat array. */
  float[] values() {
    return values;
  }
}
