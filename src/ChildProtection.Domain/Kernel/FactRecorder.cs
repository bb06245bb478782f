namespace ChildProtection.Domain.Kernel;

/// <summary>Every decision that changes a case records one fact: with the next number, and never earlier than the fact before it.</summary>
internal static class FactRecorder
{
    /// <summary>The decision that leads to <paramref name="state"/>, whose number and moment are set here.</summary>
    /// <param name="state">The case as it is decided.</param>
    /// <param name="now">The moment of deciding (UTC).</param>
    /// <param name="type">The fact's type.</param>
    /// <param name="on">The local day of the fact.</param>
    /// <param name="summary">In words, without names.</param>
    public static Accepted Accept(CaseState state, DateTimeOffset now, string type, DateOnly on, string summary)
    {
        var (sequence, recordedAt) = (state.Sequence + 1, now > state.LastRecordedAt ? now : state.LastRecordedAt);
        return new Accepted
        {
            State = state with { Sequence = sequence, LastRecordedAt = recordedAt },
            Fact = new Fact { Sequence = sequence, Type = type, OccurredOn = on, RecordedAt = recordedAt, Summary = summary },
            Deadlines = [],
            Warnings = [],
        };
    }
}
