package dev.eddy.spec;

import java.util.List;

/** Entries for tests, all of them members; what is not said has its default. */
public final class Entries {
  private String name;
  private List<ViewSpec> views;
  private Boolean joint;
  private Integer units;
  private LagsSpec lags;
  private ReadoutSpec readout;
  private PointLossSpec loss;
  private LayerOptimizerSpec optimizer;
  private ClipSpec clip;
  private Double spectralRadius;
  private List<Double> leakRate;
  private Double density;
  private Double inputScaling;
  private Double feedback;

  /** An entry of which nothing is said yet. */
  public static Entries entry() {
    return new Entries();
  }

  public Entries name(String text) {
    name = text;
    return this;
  }

  public Entries views(List<ViewSpec> all) {
    views = all;
    return this;
  }

  public Entries joint(Boolean one) {
    joint = one;
    return this;
  }

  public Entries units(Integer count) {
    units = count;
    return this;
  }

  public Entries lags(LagsSpec reach) {
    lags = reach;
    return this;
  }

  public Entries readout(ReadoutSpec how) {
    readout = how;
    return this;
  }

  /** Of a hidden layer. */
  public Entries loss(PointLossSpec what) {
    loss = what;
    return this;
  }

  /** Of a hidden layer. */
  public Entries optimizer(LayerOptimizerSpec how) {
    optimizer = how;
    return this;
  }

  /** Of a hidden layer. */
  public Entries clip(ClipSpec limit) {
    clip = limit;
    return this;
  }

  /** Of a reservoir. */
  public Entries spectralRadius(Double radius) {
    spectralRadius = radius;
    return this;
  }

  /** Of each reservoir its own. */
  public Entries leakRate(List<Double> rates) {
    leakRate = rates;
    return this;
  }

  /** Of a reservoir. */
  public Entries density(Double share) {
    density = share;
    return this;
  }

  /** Of a reservoir. */
  public Entries inputScaling(Double reach) {
    inputScaling = reach;
    return this;
  }

  /** Of a reservoir. */
  public Entries feedback(Double reach) {
    feedback = reach;
    return this;
  }

  /** Linear. */
  public ArxSpec arx() {
    return new ArxSpec(name, views, joint, null, lags, readout);
  }

  /** Linear, with a hidden layer. */
  public NarxSpec narx() {
    return new NarxSpec(name, views, joint, null, lags, units, loss, readout, optimizer, clip);
  }

  /** Linear, with reservoirs. */
  public EchoStateSpec echoState() {
    return new EchoStateSpec(
        name,
        views,
        joint,
        null,
        units,
        spectralRadius,
        leakRate,
        density,
        inputScaling,
        feedback,
        lags,
        readout);
  }
}
