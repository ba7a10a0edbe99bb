package dev.eddy.model.recurrent.reference;

/** What is added to one entry of h after one step. */
record Push(int step, int unit, double amount) {}
