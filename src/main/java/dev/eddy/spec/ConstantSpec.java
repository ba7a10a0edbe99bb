package dev.eddy.spec;

/** The learning rate stays, so that what has changed can always be learned anew. */
public record ConstantSpec() implements ScheduleSpec {}
