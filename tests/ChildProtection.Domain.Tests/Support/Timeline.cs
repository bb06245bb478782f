using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Support;

/// <summary>A scenario as its table reads: what happened, then what is expected.</summary>
internal sealed class Timeline(CaseDriver driver)
{
    public CaseDriver Case { get; } = driver;

    public Timeline Raise(string when, CaseEvent data, string? actor = null, string? occurredOn = null)
    {
        Case.Raise(when, data, occurredOn, actor);
        return this;
    }

    public Timeline Stage(CaseStage stage)
    {
        Assert.Equal(stage, Case.Stage);
        return this;
    }

    /// <summary>The one open deadline of that kind.</summary>
    public Timeline Due(string kind, string dueOn, string? scheduleBy = null)
    {
        var deadline = Case.Owed(kind);
        Assert.Equal((deadline.Id, Date(dueOn), Date(scheduleBy ?? dueOn)), (deadline.Id, deadline.DueOn, deadline.ScheduleBy));
        return this;
    }

    /// <summary>The one open deadline of that kind about that subject.</summary>
    public Timeline Due(string kind, string subject, DateOnly dueOn)
    {
        Assert.Equal(dueOn, Assert.Single(Case.State.Deadlines, deadline => deadline.Kind == kind && deadline.Subject == subject).DueOn);
        return this;
    }

    /// <summary>That deadline was met in time.</summary>
    public Timeline Met(string id, string on) => Ended(id, DeadlineStatus.Met, on, 0);

    public Timeline MetLate(string id, string on, int daysLate) => Ended(id, DeadlineStatus.MetLate, on, daysLate);

    private Timeline Ended(string id, DeadlineStatus status, string on, int daysLate)
    {
        var deadline = Case.Get(id);
        Assert.Equal((id, status, (DateOnly?)Date(on), daysLate), (deadline.Id, deadline.Status, deadline.MetOn, deadline.DaysLate));
        return this;
    }
}
