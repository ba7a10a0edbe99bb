package dev.eddy.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Gates and states of recurrent cells; padding makes every row whole vectors. */
final class VectorCells {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final int LANES = S.length();

  private VectorCells() {}

  static void lstmForward(LayerTrace trace, int step) {
    int size = trace.outputs;
    float[] gates = trace.gates;
    int gate = step * trace.sums;
    int before = step * size;
    int after = before + size;
    VectorActivations.sigmoid(gates, gate, gates, gate, 2 * size);
    VectorActivations.tanh(gates, gate + 2 * size, gates, gate + 2 * size, size);
    VectorActivations.sigmoid(gates, gate + 3 * size, gates, gate + 3 * size, size);
    for (int u = 0; u < size; u += LANES) {
      FloatVector i = FloatVector.fromArray(S, gates, gate + u);
      FloatVector f = FloatVector.fromArray(S, gates, gate + size + u);
      FloatVector g = FloatVector.fromArray(S, gates, gate + 2 * size + u);
      FloatVector cell = FloatVector.fromArray(S, trace.cells, before + u);
      f.fma(cell, i.mul(g)).intoArray(trace.cells, after + u);
    }
    VectorActivations.tanh(trace.cells, after, trace.work, before, size);
    for (int u = 0; u < size; u += LANES) {
      FloatVector o = FloatVector.fromArray(S, gates, gate + 3 * size + u);
      FloatVector bounded = FloatVector.fromArray(S, trace.work, before + u);
      o.mul(bounded).intoArray(trace.hidden, after + u);
    }
  }

  static void lstmBackward(LayerTrace trace, int step) {
    int size = trace.outputs;
    float[] out = trace.gateGradients;
    int gate = step * trace.sums;
    int before = step * size;
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int u = 0; u < size; u += LANES) {
      FloatVector i = FloatVector.fromArray(S, trace.gates, gate + u);
      FloatVector f = FloatVector.fromArray(S, trace.gates, gate + size + u);
      FloatVector g = FloatVector.fromArray(S, trace.gates, gate + 2 * size + u);
      FloatVector o = FloatVector.fromArray(S, trace.gates, gate + 3 * size + u);
      FloatVector bounded = FloatVector.fromArray(S, trace.work, before + u);
      FloatVector dh = FloatVector.fromArray(S, trace.hiddenGradients, before + size + u);
      FloatVector dc =
          dh.mul(o)
              .fma(
                  bounded.neg().fma(bounded, one), FloatVector.fromArray(S, trace.cellGradient, u));
      FloatVector cell = FloatVector.fromArray(S, trace.cells, before + u);
      dc.mul(g).mul(i.mul(one.sub(i))).intoArray(out, gate + u);
      dc.mul(cell).mul(f.mul(one.sub(f))).intoArray(out, gate + size + u);
      dc.mul(i).mul(g.neg().fma(g, one)).intoArray(out, gate + 2 * size + u);
      dh.mul(bounded).mul(o.mul(one.sub(o))).intoArray(out, gate + 3 * size + u);
      dc.mul(f).intoArray(trace.cellGradient, u);
    }
  }

  static void elmanForward(LayerTrace trace, int step) {
    int size = trace.outputs;
    VectorActivations.tanh(trace.gates, step * trace.sums, trace.hidden, (step + 1) * size, size);
  }

  static void elmanBackward(LayerTrace trace, int step) {
    int size = trace.outputs;
    int gate = step * trace.sums;
    int before = step * size;
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int u = 0; u < size; u += LANES) {
      FloatVector h = FloatVector.fromArray(S, trace.hidden, before + size + u);
      FloatVector dh = FloatVector.fromArray(S, trace.hiddenGradients, before + size + u);
      dh.mul(h.neg().fma(h, one)).intoArray(trace.gateGradients, gate + u);
    }
  }

  static void reluForward(LayerTrace trace, int step) {
    int size = trace.outputs;
    int gate = step * trace.sums;
    int before = step * size;
    FloatVector zero = FloatVector.zero(S);
    for (int u = 0; u < size; u += LANES) {
      FloatVector z = FloatVector.fromArray(S, trace.gates, gate + u);
      z.blend(zero, z.compare(VectorOperators.LE, zero)).intoArray(trace.hidden, before + size + u);
    }
  }

  static void reluBackward(LayerTrace trace, int step) {
    int size = trace.outputs;
    int gate = step * trace.sums;
    int before = step * size;
    FloatVector zero = FloatVector.zero(S);
    for (int u = 0; u < size; u += LANES) {
      FloatVector h = FloatVector.fromArray(S, trace.hidden, before + size + u);
      FloatVector dh = FloatVector.fromArray(S, trace.hiddenGradients, before + size + u);
      zero.blend(dh, h.compare(VectorOperators.GT, zero)).intoArray(trace.gateGradients, gate + u);
    }
  }

  static void gruForward(LayerTrace trace, int step) {
    int size = trace.outputs;
    float[] gates = trace.gates;
    int gate = step * trace.sums;
    int last = gate + 2 * size;
    int before = step * size;
    VectorActivations.sigmoid(gates, gate, gates, gate, 2 * size);
    for (int u = 0; u < size; u += LANES) {
      FloatVector r = FloatVector.fromArray(S, gates, gate + u);
      FloatVector product = FloatVector.fromArray(S, trace.work, before + u);
      r.fma(product, FloatVector.fromArray(S, gates, last + u)).intoArray(gates, last + u);
    }
    VectorActivations.tanh(gates, last, gates, last, size);
    for (int u = 0; u < size; u += LANES) {
      FloatVector z = FloatVector.fromArray(S, gates, gate + size + u);
      FloatVector n = FloatVector.fromArray(S, gates, last + u);
      FloatVector old = FloatVector.fromArray(S, trace.hidden, before + u);
      z.fma(old.sub(n), n).intoArray(trace.hidden, before + size + u);
    }
  }

  static void gruBackward(LayerTrace trace, int step) {
    int size = trace.outputs;
    float[] out = trace.gateGradients;
    float[] feedback = trace.feedbackGradients;
    int gate = step * trace.sums;
    int back = step * trace.feedback;
    int before = step * size;
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int u = 0; u < size; u += LANES) {
      FloatVector r = FloatVector.fromArray(S, trace.gates, gate + u);
      FloatVector z = FloatVector.fromArray(S, trace.gates, gate + size + u);
      FloatVector n = FloatVector.fromArray(S, trace.gates, gate + 2 * size + u);
      FloatVector dh = FloatVector.fromArray(S, trace.hiddenGradients, before + size + u);
      FloatVector old = FloatVector.fromArray(S, trace.hidden, before + u);
      FloatVector product = FloatVector.fromArray(S, trace.work, before + u);
      FloatVector earlier = FloatVector.fromArray(S, trace.hiddenGradients, before + u);
      FloatVector rest = one.sub(z);
      FloatVector dn = dh.mul(rest).mul(n.neg().fma(n, one));
      FloatVector dz = dh.mul(old.sub(n)).mul(z.mul(rest));
      FloatVector dr = dn.mul(product).mul(r.mul(one.sub(r)));
      dr.intoArray(out, gate + u);
      dz.intoArray(out, gate + size + u);
      dn.intoArray(out, gate + 2 * size + u);
      dr.intoArray(feedback, back + u);
      dz.intoArray(feedback, back + size + u);
      dn.mul(r).intoArray(feedback, back + 2 * size + u);
      dh.fma(z, earlier).intoArray(trace.hiddenGradients, before + u);
    }
  }
}
