namespace ComplianceHub.TestKit;

/// <summary>Waits for another process, or for a service in the background, to say that it is ready; for nothing else.</summary>
public static class Eventually
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again and again until the probe says yes.</summary>
    /// <param name="what">What is waited for, as a sentence.</param>
    /// <param name="otherwise">What to say besides when it never comes.</param>
    /// <exception cref="TimeoutException">It said no for longer than the limit.</exception>
    public static async Task True(Func<Task<bool>> probe, TimeSpan limit, string what, Func<string>? otherwise = null)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!await probe())
        {
            if (clock.Elapsed > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {what}\n{otherwise?.Invoke()}");
            }

            await Task.Delay(s_pause);
        }
    }
}
