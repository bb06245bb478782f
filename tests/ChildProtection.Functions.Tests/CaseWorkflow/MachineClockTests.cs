using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>F18 on the simulator: the machine's clock is set while a case follows the simulated one.</summary>
public sealed class MachineClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(8_760)]
    [InlineData(-1)]
    [InlineData(-24)]
    [InlineData(-8_760)]
    public async Task MachinesClock_SetByHoursAndSetRight_ChangesNoDeadlineAndNoRecordedTimeOfACase(int hours)
    {
        var disturbed = await LiveAsync(TimeSpan.FromHours(hours));

        Assert.Equal(await LiveAsync(TimeSpan.Zero), disturbed);
    }

    /// <summary>A referral that nobody decides on, past its day and its escalations, and decided on in the end.</summary>
    private static async Task<IReadOnlyList<string>> LiveAsync(TimeSpan jump)
    {
        var life = new CaseOnSimulator();
        var machine = new FakeTimeProvider(CaseLife.Begin);
        await using var simulation = await Simulation.StartAsync(life.Functions(), realTime: machine, begin: CaseLife.Begin);
        var child = Sample.Referral().Child with { DateOfBirth = DateOnly.FromDateTime(CaseLife.Begin.UtcDateTime) };
        await CaseOnSimulator.OpenAsync(simulation, Sample.Referral() with { Child = child });
        await simulation.RestAsync();
        machine.AdjustTime(machine.GetUtcNow() + jump);
        await simulation.AdvanceAsync(TimeSpan.FromDays(5));
        machine.AdjustTime(machine.GetUtcNow() - jump);
        await simulation.AdvanceAsync(TimeSpan.FromDays(5));
        await CaseOnSimulator.RaiseAsync(simulation, "decision", Sample.Decision(ReferralOutcome.Assess));
        await simulation.RestAsync();
        Assert.True(life.Decisions.Count > 3, "Too little happened.");
        return [.. life.Decisions.Select(static decision => decision.ToJson())];
    }
}
