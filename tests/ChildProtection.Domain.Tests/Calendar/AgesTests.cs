using ChildProtection.Domain.Calendar;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Calendar;

public sealed class AgesTests
{
    [Theory]
    [InlineData("2008-02-29", 18, "2026-03-01")]
    [InlineData("2008-02-29", 16, "2024-02-29")]
    [InlineData("2008-03-15", 18, "2026-03-15")]
    public void ReachedOn_Birthday_IsItsDateOrFirstOfMarch(string born, int age, string expected) =>
        Assert.Equal(Date(expected), Ages.ReachedOn(Date(born), age));

    [Theory]
    [InlineData("2008-02-29", "2026-02-28", 17)]
    [InlineData("2008-02-29", "2026-03-01", 18)]
    [InlineData("2019-05-14", "2026-05-13", 6)]
    [InlineData("2019-05-14", "2026-05-14", 7)]
    [InlineData("2026-05-14", "2026-02-01", 0)]
    public void On_Date_IsWholeYears(string born, string date, int expected) => Assert.Equal(expected, Ages.On(Date(born), Date(date)));

    [Theory]
    [InlineData("2026-03-31", 2026)]
    [InlineData("2026-04-01", 2027)]
    public void CensusYear_EndOfMarch_IsTheBoundary(string date, int endsIn)
    {
        var year = CensusYear.Of(Date(date));
        Assert.Equal(endsIn, year.EndsIn);
        Assert.Equal((new DateOnly(endsIn - 1, 4, 1), new DateOnly(endsIn, 3, 31)), (year.StartOn, year.EndOn));
    }
}
