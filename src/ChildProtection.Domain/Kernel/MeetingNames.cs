using System.Globalization;

namespace ChildProtection.Domain.Kernel;

/// <summary>How a meeting is called where several of a kind may each be owed a paper. Stored as subjects of deadlines.</summary>
public static class MeetingNames
{
    /// <param name="number">Counts the conferences of the case, from 1.</param>
    public static string Conference(int number) => string.Create(CultureInfo.InvariantCulture, $"conference-{number}");

    /// <summary>Core groups count from 1 in each plan, so that a later plan's say which.</summary>
    /// <param name="plan">Number of the plan in the case, from 1.</param>
    /// <param name="number">Number of the core group in the plan, from 1.</param>
    public static string CoreGroup(int plan, int number) =>
        plan == 1
            ? string.Create(CultureInfo.InvariantCulture, $"coreGroup-{number}")
            : string.Create(CultureInfo.InvariantCulture, $"plan-{plan}-coreGroup-{number}");
}
