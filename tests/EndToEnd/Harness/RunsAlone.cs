// Every test runs several processes; two tests at a time on a small machine would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
