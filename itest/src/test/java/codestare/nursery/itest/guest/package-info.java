/** Bundles and programs that stand alone in a process, with the nursery and without it; they tell on standard output what happens. */
package codestare.nursery.itest.guest;
