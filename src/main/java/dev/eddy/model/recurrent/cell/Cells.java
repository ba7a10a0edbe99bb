package dev.eddy.model.recurrent.cell;

import dev.eddy.spec.CellKind;
import dev.eddy.spec.LayerSpec;
import dev.eddy.training.ParameterLayout;
import java.util.EnumMap;
import java.util.Map;

/** Where kinds of cells become cells: a new one is one line here. */
public final class Cells {
  /** Makes a cell and appends its parameters to a layout. */
  private interface Maker {
    Cell make(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout);
  }

  private static final Map<CellKind, Maker> MAKERS = new EnumMap<>(CellKind.class);

  static {
    MAKERS.put(CellKind.ELMAN, ElmanCell::of);
    MAKERS.put(CellKind.ELMAN_RELU, ElmanReluCell::of);
    MAKERS.put(CellKind.LSTM, LstmCell::of);
    MAKERS.put(CellKind.LSTM_PEEPHOLE, PeepholeLstmCell::of);
    MAKERS.put(CellKind.LSTM_PROJECTION, ProjectedLstmCell::of);
    MAKERS.put(CellKind.LSTM_1997, UngatedLstmCell::of);
    MAKERS.put(CellKind.LSTM_DECAY, UngatedLstmCell::decaying);
    MAKERS.put(CellKind.LSTM_COUPLED, CoupledLstmCell::of);
    MAKERS.put(CellKind.LSTM_LAYER_NORM, LayerNormLstmCell::new);
    MAKERS.put(CellKind.MEMORY_BLOCK, MemoryBlockCell::of);
    MAKERS.put(CellKind.GRU, GruCell::of);
    MAKERS.put(CellKind.GRU_CHO, ChoGruCell::of);
  }

  private Cells() {}

  /**
   * A cell for windows of so many steps.
   *
   * @param layer name of the layer, which its draws and its gradient's norms go by
   * @param inputs numbers that it reads at each step
   * @param layout Modified: the cell's parameters are appended.
   */
  public static Cell of(
      LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    return MAKERS.get(spec.type()).make(spec, layer, inputs, steps, layout);
  }
}
