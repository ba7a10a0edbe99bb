/**
 * What was asked for: one immutable record for each block of a topology file, with its defaults and
 * its checks.
 *
 * <p>A component is named as its key in the file, which has dashes for capitals ({@code
 * spectralRadius} is {@code spectral-radius}). A component given as {@code null} was left out and
 * takes its default; that default stands in the record's constructor and nowhere else. A
 * constructor that finds something wrong throws {@link dev.eddy.spec.InvalidSpec} with every
 * problem it found. The subtypes of a sealed type are told apart in a file by {@code type:}, which
 * is the record's name without {@code Spec}, with dashes ({@code EchoStateSpec} is {@code
 * echo-state}). A type with a static method {@code parse(String)} may be written as a single word
 * or number.
 *
 * <p>Stands on nothing of the house, and of libraries only on that which knows the regions that
 * have holidays.
 */
package dev.eddy.spec;
