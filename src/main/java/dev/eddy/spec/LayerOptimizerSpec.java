package dev.eddy.spec;

/** How a hidden layer learns: by a gradient step for each record, or by fits of its recent past. */
public sealed interface LayerOptimizerSpec permits OptimizerSpec, LevenbergMarquardtSpec {}
