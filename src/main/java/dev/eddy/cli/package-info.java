/**
 * The command line: one class a command. A command checks what it was given, starts what does the
 * work and prints what came of it; a user's mistake is a {@link dev.eddy.cli.UserError}, which
 * {@link dev.eddy.Eddy} prints as one sentence.
 */
package dev.eddy.cli;
