package dev.eddy.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The equations of a recurrent layer. */
public enum CellKind {
  /** Units of tanh that read themselves (Elman 1990). */
  ELMAN,
  /** The same with rectified linear units. */
  ELMAN_RELU,
  /** Long short-term memory with input, forget and output gate. */
  LSTM,
  /** The same, whose gates also see the cell states (Gers et al. 2003). */
  LSTM_PEEPHOLE,
  /** The same, read through a narrower linear projection (Sak et al. 2014). */
  LSTM_PROJECTION,
  /** Long short-term memory without a forget gate (Hochreiter and Schmidhuber 1997). */
  LSTM_1997,
  /** The same, whose cell states decay at a fixed rate. */
  LSTM_DECAY,
  /** Long short-term memory that forgets as much as it takes in (Greff et al. 2017). */
  LSTM_COUPLED,
  /** Long short-term memory with normalised sums (Ba et al. 2016). */
  LSTM_LAYER_NORM,
  /** Blocks of several cells that share their gates (Gers et al. 2000). */
  MEMORY_BLOCK,
  /** Gated recurrent units, reset after the recurrent product (as cuDNN and PyTorch have them). */
  GRU,
  /** Gated recurrent units, reset before the recurrent product (Cho et al. 2014). */
  GRU_CHO;

  /** True if real-time recurrent learning knows the kind. */
  public boolean realTime() {
    return this == ELMAN || this == ELMAN_RELU || this == LSTM_1997 || this == LSTM_DECAY;
  }

  /** The labels of the kinds that it knows. */
  static String realTimeLabels() {
    return Arrays.stream(values())
        .filter(CellKind::realTime)
        .map(CellKind::label)
        .collect(Collectors.joining(", "));
  }

  /** The kind as files and records name it: lower case, with dashes. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
