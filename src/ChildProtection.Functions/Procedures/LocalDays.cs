using ChildProtection.Domain.Profiles;

namespace ChildProtection.Functions.Procedures;

/// <summary>The present moment and its local day.</summary>
/// <param name="time">The clock.</param>
/// <param name="procedures">Profiles and calendars; the shipped ones by default.</param>
public sealed class LocalDays(TimeProvider time, ProcedureCatalogue? procedures = null)
{
    /// <summary>The profile of a referral that names none, and the source of local time outside cases.</summary>
    public const string DefaultProfile = "EN-WT2023";

    /// <summary>Every profile and calendar this deployment knows.</summary>
    public ProcedureCatalogue Procedures { get; } = procedures ?? ProcedureCatalogue.Shipped;

    /// <summary>UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The moment (UTC) a day of the default profile begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => ProcedureLibrary.Get(DefaultProfile).Zone.StartOfDay(day);

    /// <summary>The local day of a moment, for lists across cases.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => ProcedureLibrary.Get(DefaultProfile).Zone.DateOf(moment);

    /// <summary>The local day of a profile; London time for an unknown profile.</summary>
    public DateOnly Today(string profile = DefaultProfile) =>
        (Procedures.FindProfile(profile) ?? ProcedureLibrary.Get(DefaultProfile)).Zone.DateOf(Now);

    /// <summary>The last second of a local day, in UTC.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => ProcedureLibrary.Get(DefaultProfile).Zone.EndOfDay(day).ToUniversalTime();
}
