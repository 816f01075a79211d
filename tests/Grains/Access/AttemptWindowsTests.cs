using Conversations.Grains.Access;

namespace Conversations.Grains.Tests.Access;

public sealed class AttemptWindowsTests
{
    private static readonly TimeSpan Now = TimeSpan.FromHours(1);

    [Fact]
    public void The_eleventh_try_waits_until_the_window_of_the_first_is_over()
    {
        var windows = new AttemptWindows();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            Assert.Null(windows.TryTake("a", Now + TimeSpan.FromSeconds(attempt)));
        }

        Assert.Equal(TimeSpan.FromMinutes(4), windows.TryTake("a", Now + TimeSpan.FromMinutes(1)));
        Assert.Null(windows.TryTake("b", Now + TimeSpan.FromMinutes(1)));
        Assert.Null(windows.TryTake("a", Now + TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void A_try_given_back_does_not_count_and_none_is_given_back_twice()
    {
        var windows = new AttemptWindows();
        Take(windows, "a", 10);
        windows.GiveBack("a");
        windows.GiveBack("never taken");

        Assert.Null(windows.TryTake("a", Now));
        Assert.NotNull(windows.TryTake("a", Now));
    }

    [Fact]
    public void When_it_is_full_of_open_windows_a_new_key_has_no_try_and_a_known_one_has()
    {
        var windows = new AttemptWindows(keysMax: 2);
        Take(windows, "a", 1);
        Take(windows, "b", 1);

        Assert.Equal(AttemptWindows.Window, windows.TryTake("c", Now));
        Assert.Null(windows.TryTake("a", Now));
        Assert.Null(windows.TryTake("c", Now + AttemptWindows.Window));
    }

    private static void Take(AttemptWindows windows, string key, int tries)
    {
        for (var attempt = 0; attempt < tries; attempt++)
        {
            Assert.Null(windows.TryTake(key, Now));
        }
    }
}
