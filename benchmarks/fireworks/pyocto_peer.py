"""Run inside PyOcto's own environment: associate the picks of a folder, write events and seconds.

    python pyocto_peer.py FOLDER C_KM_S   ->   FOLDER/pyocto.csv, seconds on standard output

PyOcto (Muenchmeyer 2024, Seismica 3.1) is made for earthquakes: kilometres, P and S. Here the
S phase is switched off and one kilometre is a kilometre. Tolerances were tried between 6 and
25 ms, nodes between 10 and 40 m and 5 to 7 picks; these gave the best recall times precision.
"""

import sys
import time
from pathlib import Path

import pandas as pd
import pyocto


def main() -> None:
    folder, speed = Path(sys.argv[1]), float(sys.argv[2])
    receivers = pd.read_csv(folder / "receivers.csv")
    picks = pd.read_csv(folder / "picks.csv")
    stations = pd.DataFrame(
        {
            "id": receivers["receiver"],
            "x": receivers["x"] / 1e3,
            "y": receivers["y"] / 1e3,
            "z": -receivers["z"] / 1e3,
        }
    )
    arrivals = pd.DataFrame({"station": picks["receiver"], "phase": "P", "time": picks["t"]})
    model = pyocto.VelocityModel0D(
        p_velocity=speed, s_velocity=speed, tolerance=0.008, association_cutoff_distance=0.8
    )
    associator = pyocto.OctoAssociator(
        xlim=(-0.1, 1.1),
        ylim=(-0.1, 1.1),
        zlim=(-0.0015, 0.0),
        velocity_model=model,
        time_before=3.0,
        min_node_size=0.02,
        min_node_size_location=0.0005,
        pick_match_tolerance=0.010,
        min_interevent_time=0.02,
        n_picks=7,
        n_p_picks=7,
        n_s_picks=0,
        n_p_and_s_picks=0,
        time_slicing=20.0,
        min_pick_fraction=0.0,
        n_threads=1,
    )
    started = time.process_time()
    events, _ = associator.associate(arrivals, stations)
    seconds = time.process_time() - started
    if len(events):
        events["x_m"], events["y_m"] = events["x"] * 1e3, events["y"] * 1e3
        events[["time", "x_m", "y_m"]].to_csv(folder / "pyocto.csv", index=False)
    else:
        (folder / "pyocto.csv").write_text("time,x_m,y_m\n")
    print(seconds)


if __name__ == "__main__":
    main()
